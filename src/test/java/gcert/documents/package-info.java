/** Tests of the documents as a whole, and of the site that is made of them. */
@NullMarked
package gcert.documents;

import org.jspecify.annotations.NullMarked;

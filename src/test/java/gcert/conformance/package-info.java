/** The judge before cases that others have made: docs/conformance.md. */
package gcert.conformance;

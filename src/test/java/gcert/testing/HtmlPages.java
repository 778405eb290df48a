package gcert.testing;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Pages that gcert wrote, read back: but for {@code meta}, they are well-formed XML. */
public final class HtmlPages {
  private HtmlPages() {}

  /** The document. */
  public static Document parse(String page) {
    try {
      String xml = page.replaceAll("(<(?:meta|br)\\b[^>]*)>", "$1/>");
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException(page, e);
    }
  }

  /** The elements in order, with the names of their attributes; links with where they lead. */
  public static List<String> markup(String page) {
    List<String> markup = new ArrayList<>();
    NodeList all = parse(page).getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      StringBuilder line = new StringBuilder(element.getTagName());
      NamedNodeMap attributes = element.getAttributes();
      for (int j = 0; j < attributes.getLength(); j++) {
        String name = attributes.item(j).getNodeName();
        line.append(' ').append(name);
        if (name.equals("href")) {
          line.append('=').append(attributes.item(j).getNodeValue());
        }
      }
      markup.add(line.toString());
    }
    return markup;
  }

  /** All text between the tags of the body, each run of white space as one space. */
  public static String text(String page) {
    return parse(page)
        .getElementsByTagName("body")
        .item(0)
        .getTextContent()
        .replaceAll("\\s+", " ");
  }
}

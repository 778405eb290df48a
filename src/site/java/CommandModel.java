import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.cli.command.CommandLines;
import gcert.cli.manual.ExitMeanings;
import gcert.cli.manual.Topics;
import gcert.cli.manual.Version;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes what was declared for each command as one JSON object to standard output: what help, man
 * pages and completion are made from, for the pages of the site. {@code java -cp CLASSES
 * CommandModel.java}
 */
public final class CommandModel {
  private final JsonGenerator json;

  private CommandModel(JsonGenerator json) {
    this.json = json;
  }

  /** Writes it. */
  public static void main(String[] arguments) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(System.out)) {
      new CommandModel(json).write();
    }
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("version", Version.number());
    json.writeArrayFieldStart("commands");
    List<CommandSpec> specs = new ArrayList<>(List.of(CommandLines.program()));
    specs.addAll(CommandLines.specs());
    for (CommandSpec spec : specs) {
      command(spec);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("topics");
    for (String topic : Topics.names()) {
      terms(topic, Topics.find(topic).orElseThrow());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void command(CommandSpec spec) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", spec.qualifiedName());
    json.writeStringField("summary", spec.summary());
    json.writeArrayFieldStart("description");
    for (String paragraph : spec.description()) {
      json.writeString(paragraph);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("parameters");
    for (Parameter parameter : spec.parameters()) {
      json.writeStartObject();
      json.writeStringField("label", parameter.label());
      json.writeBooleanField("several", parameter.several());
      json.writeStringField("help", parameter.help());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("groups");
    for (OptionGroup group : spec.groups()) {
      json.writeStartObject();
      json.writeStringField("heading", group.heading());
      json.writeArrayFieldStart("options");
      for (Option<?> option : group.options()) {
        option(option);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("examples");
    for (CommandSpec.Example example : spec.examples()) {
      json.writeStartObject();
      json.writeStringField("purpose", example.purpose());
      json.writeStringField("line", example.line());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("exits");
    for (Map.Entry<Integer, String> exit : ExitMeanings.all().entrySet()) {
      json.writeStringField(
          String.valueOf(exit.getKey()), spec.exits().getOrDefault(exit.getKey(), exit.getValue()));
    }
    json.writeEndObject();
    terms("files", spec.files());
    json.writeEndObject();
  }

  private void option(Option<?> option) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("names");
    for (String name : option.names()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeStringField("value", option.takesValue() ? option.label() : "");
    json.writeStringField("help", option.help());
    json.writeStringField("shorthand", option.shorthand().orElse(""));
    json.writeStringField("shorthandValue", option.shorthandValue());
    json.writeEndObject();
  }

  private void terms(String name, Map<String, String> terms) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> term : terms.entrySet()) {
      json.writeStringField(term.getKey(), term.getValue());
    }
    json.writeEndObject();
  }
}

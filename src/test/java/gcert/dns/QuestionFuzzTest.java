package gcert.dns;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Mutation;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers that nobody wrote by hand, without a network: each is taken for one of a few things. */
final class QuestionFuzzTest {

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void anyOctetsAreAnAnswerOrNone(long seed) throws IOException {
    Random random = new Random(seed);
    Mutation mutation = new Mutation(random);
    Name name = Name.fromString("mx.test.");
    for (int i = 0; i < 10_000; i++) {
      Question question = new Question(name, Type.A, "address");
      byte[] octets = mutation.of(answer(question.message()));
      if (octets.length > 1) {
        // Otherwise nearly none would be looked at.
        System.arraycopy(question.message(), 0, octets, 0, 2);
      }

      Question.Outcome outcome = question.take(octets, "192.0.2.53");

      if (outcome == Question.Outcome.SETTLED) {
        assertThat(question.settled()).isTrue();
        assertThat(question.records().isEmpty()).isEqualTo(question.failure().isPresent());
        assertThat(question.records().size()).isLessThan(5000);
      } else if (outcome == Question.Outcome.ASK_AGAIN) {
        assertThat(new Message(question.message()).getQuestion().getType()).isEqualTo(Type.A);
      }
      question.failure().ifPresent(e -> assertThat(e.getMessage()).matches("[ -~]{1,300}"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {41})
  void randomOctetsAreNoAnswer(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Question question = new Question(Name.fromString("mx.test."), Type.MX, "MX record");
      byte[] octets = new byte[random.nextInt(300)];
      random.nextBytes(octets);
      System.arraycopy(question.message(), 0, octets, 0, Math.min(octets.length, 2));

      question.take(octets, "192.0.2.53");

      assertThat(question.records()).isEmpty();
    }
  }

  private static byte[] answer(byte[] asked) throws IOException {
    Message question = new Message(Arrays.copyOf(asked, asked.length));
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question.getQuestion(), Section.QUESTION);
    Name name = question.getQuestion().getName();
    Name alias = Name.fromString("a.test.");
    answer.addRecord(new CNAMERecord(name, DClass.IN, 60, alias), Section.ANSWER);
    answer.addRecord(
        new ARecord(alias, DClass.IN, 60, InetAddress.getByName("192.0.2.1")), Section.ANSWER);
    return answer.toWire();
  }
}

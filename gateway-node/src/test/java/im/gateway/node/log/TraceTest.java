package im.gateway.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class TraceTest {
    private static final Logger LOG = LoggerFactory.getLogger("im.gateway.node.traced");

    private record Stanza(String traceId) implements Traced {
        @Override
        public String traceKey() {
            return "stanza";
        }
    }

    private static String lineAbout(@Nullable Traced subject, String message) {
        try (LogLines lines = new LogLines()) {
            Traced before = Trace.begin(subject);
            try {
                LOG.info("{}", message);
            } finally {
                Trace.end(before);
            }
            return lines.all().get(0);
        }
    }

    @Test
    void aLineHasTheIdOfWhatTheThreadIsBusyWith() {
        assertThat(lineAbout(new Stanza("edge#7"), "event=x")).endsWith(" event=x stanza=edge#7");
    }

    @Test
    void aLineAboutNothingEndsWithItsMessage() {
        assertThat(lineAbout(null, "event=x")).endsWith("logger=traced event=x");
    }

    @Test
    void aLineThatSaysItItselfDoesNotSayItTwice() {
        assertThat(lineAbout(new Stanza("edge#7"), "stanza=edge#7 event=x"))
                .endsWith("logger=traced stanza=edge#7 event=x");
        assertThat(lineAbout(new Stanza("edge#7"), "event=x stanza=edge#7"))
                .endsWith("logger=traced event=x stanza=edge#7");
    }

    @Test
    void anIdThatBeginsLikeAnotherOneIsNotTheSame() {
        assertThat(lineAbout(new Stanza("edge#7"), "stanza=edge#77 event=x"))
                .endsWith(" stanza=edge#77 event=x stanza=edge#7");
    }

    @Test
    void whatIsDoneInBetweenHasItsOwnId() {
        Traced outer = new Stanza("edge#1");
        Traced before = Trace.begin(outer);
        try {
            assertThat(lineAbout(new Stanza("edge#2"), "event=x")).endsWith(" stanza=edge#2");
            assertThat(Trace.subject()).isEqualTo(outer);
        } finally {
            Trace.end(before);
        }
        assertThat(Trace.subject()).isNull();
    }

    @Test
    void anIdIsNotPutIntoWordsForALineThatIsNotWritten() {
        Traced unasked = new Traced() {
            @Override
            public String traceKey() {
                throw new AssertionError("asked");
            }

            @Override
            public String traceId() {
                throw new AssertionError("asked");
            }
        };
        try (LogLines lines = new LogLines()) {
            Traced before = Trace.begin(unasked);
            try {
                LOG.trace("event=x");
            } finally {
                Trace.end(before);
            }
            assertThat(lines.all()).isEmpty();
        }
    }
}

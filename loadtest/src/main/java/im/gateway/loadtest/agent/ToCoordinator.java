package im.gateway.loadtest.agent;

import java.io.IOException;
import java.io.Writer;

/** Lines for people go to the coordinator, where the people are. */
final class ToCoordinator extends Writer {
    private final Line line;
    private final StringBuilder text = new StringBuilder();

    ToCoordinator(Line line) {
        this.line = line;
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        text.append(characters, from, length);
        int end = text.indexOf("\n");
        while (end >= 0) {
            line.write(new Message.Said(text.substring(0, end).stripTrailing()));
            text.delete(0, end + 1);
            end = text.indexOf("\n");
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

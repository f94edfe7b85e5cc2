package im.gateway.node.conformance;

import im.gateway.node.conformance.Requirement.State;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the table as the README of gateway-node has it. */
final class Table {
    static final String BEGIN = "<!-- conformance: from here on written by ConformanceTest -->";
    static final String END = "<!-- conformance: up to here -->";

    private final Map<String, List<Marks.Mark>> marks;
    private final StringBuilder out = new StringBuilder();

    private Table(Map<String, List<Marks.Mark>> marks) {
        this.marks = marks;
    }

    /** The table in Markdown, with a link to each test. */
    static String of(List<Requirement> rows, Map<String, List<Marks.Mark>> marks) {
        Table table = new Table(marks);
        table.out.append(counts(rows)).append(".\n");
        String specification = "";
        String section = "";
        for (Requirement row : rows) {
            if (!row.specification().equals(specification)) {
                specification = row.specification();
                table.out.append("\n### ").append(specification).append('\n');
            }
            if (!row.section().equals(section)) {
                section = row.section();
                table.head(section);
            }
            table.row(row);
        }
        return table.out.toString();
    }

    /** How many rows there are of each state. */
    static String counts(List<Requirement> rows) {
        Map<State, Long> counts =
                rows.stream().collect(Collectors.groupingBy(Requirement::state, Collectors.counting()));
        StringBuilder text = new StringBuilder(rows.size() + " rows");
        for (State state : State.values()) {
            text.append(", ").append(counts.getOrDefault(state, 0L)).append(' ').append(state.words());
        }
        return text.toString();
    }

    private void head(String section) {
        out.append("\n**")
                .append(section)
                .append("**\n\n| id | requirement | level | state | shown by |\n|---|---|---|---|---|\n");
    }

    private void row(Requirement row) {
        String state = row.state().words() + (row.reason().isEmpty() ? "" : ": " + row.reason());
        String shown = row.state().isShown()
                ? marks.getOrDefault(row.id(), List.of()).stream()
                        .map(Table::link)
                        .collect(Collectors.joining(", "))
                : "";
        out.append(String.join(" | ", "| " + row.id(), row.text(), row.level().words(), state, shown))
                .append(" |\n");
    }

    private static String link(Marks.Mark mark) {
        String own = "gateway-node/";
        String path = mark.path().startsWith(own) ? mark.path().substring(own.length()) : "../" + mark.path();
        return "[" + mark.name() + "](" + path + ")";
    }
}

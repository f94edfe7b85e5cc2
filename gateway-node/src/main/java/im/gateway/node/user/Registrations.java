package im.gateway.node.user;

import im.gateway.persistence.RegistrationTable;
import im.gateway.protocol.jid.BareJid;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/**
 * What the table says of one domain: how many there are, and one page of them, in the order of their addresses. Each page is read from
 * the whole table, which is in no order; so what is kept in memory is a page at most.
 */
final class Registrations {
    private final String domain;
    private final String after;
    private final int most;
    private final TreeSet<String> page = new TreeSet<>();
    private long registered;
    private long wanted;
    private boolean cutOff;

    private Registrations(String domain, String after, int most) {
        this.domain = domain;
        this.after = after;
        this.most = most;
    }

    /**
     * Reads the table; fails as its scan does.
     *
     * @param after the page has only greater addresses
     * @param most how many the page may have
     */
    static CompletionStage<Effect.Registrations> read(RegistrationTable table, String domain, String after, int most) {
        Registrations read = new Registrations(domain, after, most);
        return table.scan(read::row).thenApply(done -> read.result());
    }

    private void row(RegistrationTable.Row row) {
        if (!row.id().domain().equals(domain)) {
            return;
        }
        registered++;
        wanted += row.wanted() ? 1 : 0;
        String user = row.id().user().toString();
        if (user.compareTo(after) > 0) {
            page.add(user);
            if (page.size() > most) {
                page.pollLast();
                cutOff = true;
            }
        }
    }

    private Effect.Registrations result() {
        return new Effect.Registrations(
                registered, wanted, page.stream().map(BareJid::of).toList(), cutOff);
    }
}

package im.gateway.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StreamRoutesTest {
    private static final String DOMAIN = "irc.localhost";
    private static final BareJid ROMEO = BareJid.of("romeo@montague.lit");

    private final StreamRoutes routes = new StreamRoutes();
    private final List<Boolean> receipts = new ArrayList<>();

    /** An exit that keeps what is written until it is told what became of it. */
    private record Held(String id, boolean isLocal, List<String> written, List<Outbox.Receipt> open) implements Exit {
        Held(String id, boolean isLocal) {
            this(id, isLocal, new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public void write(List<byte[]> chunks, Outbox.Receipt receipt) {
            chunks.forEach(c -> written.add(new String(c, StandardCharsets.UTF_8)));
            open.add(receipt);
        }

        void answer(boolean done) {
            open.remove(0).done(done);
        }
    }

    private static Element message(String from, String id) {
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute("from", from)
                .attribute("to", ROMEO.toString())
                .attribute("id", id)
                .build();
    }

    private void send(BareJid user, String id) {
        routes.send(DOMAIN, user, List.of(message("nurse@" + DOMAIN, id)), receipts::add);
    }

    @Test
    void withoutAStreamTheReceiptSaysSoAtOnce() {
        send(ROMEO, "1");
        assertThat(receipts).containsExactly(false);
    }

    @Test
    void prefersThisNodesStreams() {
        Held remote = new Held("a", false);
        Held local = new Held("b", true);
        routes.add(DOMAIN, remote);
        routes.add(DOMAIN, local);
        send(ROMEO, "1");
        assertThat(local.written()).hasSize(1);
        local.answer(true);
        routes.remove(DOMAIN, local);
        send(ROMEO, "2");
        assertThat(remote.written()).hasSize(1);
        assertThat(receipts).containsExactly(true);
    }

    @Test
    void keepsAUserOnOneStreamAndSpreadsUsersOverAll() {
        List<Held> exits = List.of(new Held("a", true), new Held("b", true), new Held("c", true));
        exits.forEach(e -> routes.add(DOMAIN, e));
        IntStream.range(0, 100).forEach(i -> send(BareJid.of("user" + i + "@montague.lit"), "first"));
        List<Integer> first = exits.stream().map(e -> e.written().size()).toList();
        assertThat(first).allMatch(n -> n > 10);
        exits.forEach(e -> List.copyOf(e.open()).forEach(r -> e.answer(true)));
        IntStream.range(0, 100).forEach(i -> send(BareJid.of("user" + i + "@montague.lit"), "second"));
        assertThat(exits.stream().map(e -> e.written().size() / 2).toList()).isEqualTo(first);
    }

    @Test
    void nothingOvertakesWhatIsUnderWayOnALostStream() {
        Held lost = new Held("a", true);
        Held other = new Held("b", true);
        routes.add(DOMAIN, lost);
        send(ROMEO, "1");
        routes.remove(DOMAIN, lost);
        routes.add(DOMAIN, other);
        send(ROMEO, "2");
        assertThat(other.written()).isEmpty();
        lost.answer(false);
        lost.answer(false);
        assertThat(receipts).containsExactly(false, false);
        send(ROMEO, "1");
        send(ROMEO, "2");
        assertThat(other.written()).hasSize(2);
    }

    @Test
    void whoIsToldOfALostStreamIsNotOnTheNextOneBefore() {
        Held lost = new Held("a", true);
        Held other = new Held("b", true);
        routes.add(DOMAIN, lost);
        routes.send(DOMAIN, ROMEO, List.of(message("nurse@" + DOMAIN, "1")), written -> send(ROMEO, "2"));
        routes.remove(DOMAIN, lost);
        routes.add(DOMAIN, other);
        lost.answer(false);
        assertThat(other.written()).isEmpty();
        assertThat(lost.written()).hasSize(2);
    }

    /** Those that are cut into several chunks are uncertain together, and that is said once. */
    @Test
    void saysOnceThatStanzasAreUncertain() {
        Held remote = new Held("a", false);
        routes.add(DOMAIN, remote);
        List<String> told = new ArrayList<>();
        Element large = message("nurse@" + DOMAIN, "x".repeat(40_000));
        routes.send(DOMAIN, ROMEO, List.of(large, large, large), new Outbox.Receipt() {
            @Override
            public void done(boolean written) {
                told.add("written: " + written);
            }

            @Override
            public void uncertain() {
                told.add("uncertain");
            }
        });
        assertThat(remote.written).as("chunks").hasSizeGreaterThan(1);
        Outbox.Receipt each = Receipts.all(2, remote.open.remove(0));
        each.uncertain();
        each.uncertain();
        each.done(true);
        assertThat(told).containsExactly("uncertain");
        each.done(true);
        assertThat(told).containsExactly("uncertain", "written: true");
    }

    @Test
    void runsWhatWaitsForAStreamOnce() {
        List<String> ran = new ArrayList<>();
        routes.whenUp(DOMAIN, () -> ran.add("before"));
        assertThat(ran).isEmpty();
        assertThat(routes.isUp(DOMAIN)).isFalse();
        Held exit = new Held("a", false);
        routes.add(DOMAIN, exit);
        routes.whenUp(DOMAIN, () -> ran.add("at once"));
        routes.remove(DOMAIN, exit);
        routes.add(DOMAIN, exit);
        assertThat(ran).containsExactly("before", "at once");
    }

    @Test
    @Tag("rfc3921-11.2-from")
    @Tag("rfc2779-5.2.4")
    void neverWritesAStanzaFromAnotherDomain() {
        Held exit = new Held("a", true);
        routes.add(DOMAIN, exit);
        List<Element> mixed = List.of(
                message("nurse@" + DOMAIN, "good"),
                message("nurse@evil.example", "bad"),
                message("nurse@" + DOMAIN + ".evil.example", "bad"),
                message("evil.example/@" + DOMAIN, "bad"),
                message(DOMAIN + "/registered", "good"));
        routes.send(DOMAIN, ROMEO, mixed, receipts::add);
        assertThat(exit.written()).hasSize(1);
        assertThat(exit.written().get(0)).contains("good").doesNotContain("bad");
        routes.send(DOMAIN, ROMEO, mixed.subList(1, 4), receipts::add);
        assertThat(receipts).as("sending it again would change nothing").containsExactly(true);
    }

    @Test
    void cutsMuchIntoChunksOfWholeStanzas() {
        Held exit = new Held("a", true);
        routes.add(DOMAIN, exit);
        List<Element> many = IntStream.range(0, 3000)
                .mapToObj(i -> message("nurse@" + DOMAIN, "id-" + i))
                .toList();
        routes.send(DOMAIN, ROMEO, many, receipts::add);
        assertThat(exit.written()).hasSizeGreaterThan(2).allMatch(c -> c.startsWith("<message") && c.endsWith("/>"));
        assertThat(String.join("", exit.written()).split("<message", -1)).hasSize(3001);
        assertThat(exit.written()).allMatch(c -> c.length() < StanzaEncoder.CHUNK + 200);
    }
}

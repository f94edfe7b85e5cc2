package im.gateway.loadtest.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** A journal that says yes and keeps nothing: what a database keeps must not count as heap of a node. */
public final class ForgetfulJournal extends AsyncWriteJournal {
    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        List<Optional<Exception>> written = new ArrayList<>();
        messages.forEach(message -> written.add(Optional.empty()));
        return FutureConverters.asScala(CompletableFuture.completedFuture(written));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return nothing();
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Consumer<PersistentRepr> replayCallback) {
        return nothing();
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return FutureConverters.asScala(CompletableFuture.completedFuture(0L));
    }

    private static Future<Void> nothing() {
        return FutureConverters.asScala(CompletableFuture.<Void>completedFuture(null));
    }
}

package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.StorageProbe;
import java.io.IOException;
import java.util.List;

/** A gateway that runs, as far as it is watched and broken. */
interface Installation {
    /** Its nodes, in the order of their numbers. */
    List<? extends Watched> nodes();

    /** What the storage has had to do so far. */
    StorageProbe.Cost storageCost() throws IOException;
}

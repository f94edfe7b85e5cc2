package im.gateway.node.cluster;

import im.gateway.node.cluster.ledger.Copy;
import im.gateway.node.user.Told;
import im.gateway.persistence.RegistrationId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What users were told, between nodes: how many (4 bytes), and of each the registration id, the version (8 bytes), a byte of flags, how
 * many contacts (4 bytes) and their marks (8 bytes each).
 */
final class ToldBytes {
    private static final int GATEWAY = 1;
    private static final int OUTAGE = 2;
    private static final int EXACT = 4;
    private static final int LEAST_OF_COPY = 17;

    private ToldBytes() {}

    static void writeAll(List<Copy> copies, DataOutputStream out) throws IOException {
        out.writeInt(copies.size());
        for (Copy copy : copies) {
            GatewaySerializer.writeText(copy.user().text(), out);
            out.writeLong(copy.version());
            Told told = copy.told();
            out.writeByte((told.gateway() ? GATEWAY : 0) | (told.outage() ? OUTAGE : 0) | (told.exact() ? EXACT : 0));
            long[] marks = told.marks();
            out.writeInt(marks.length);
            for (long mark : marks) {
                out.writeLong(mark);
            }
        }
    }

    static List<Copy> readAll(DataInputStream in) throws IOException {
        int count = bounded(in.readInt(), in.available() / LEAST_OF_COPY);
        List<Copy> copies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            RegistrationId user = RegistrationId.ofText(GatewaySerializer.readText(in));
            long version = in.readLong();
            int flags = in.readByte();
            long[] marks = new long[bounded(in.readInt(), in.available() / Long.BYTES)];
            for (int m = 0; m < marks.length; m++) {
                marks[m] = in.readLong();
            }
            Told told = new Told((flags & GATEWAY) != 0, (flags & OUTAGE) != 0, (flags & EXACT) != 0, marks);
            copies.add(new Copy(user, version, told));
        }
        return copies;
    }

    private static int bounded(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("count: " + count + " (expected: <= " + most + ")");
        }
        return count;
    }
}

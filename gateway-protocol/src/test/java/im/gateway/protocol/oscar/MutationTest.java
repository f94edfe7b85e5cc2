package im.gateway.protocol.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes changed, cut off, doubled and put in at random: nothing but the codec's own error comes of it. */
class MutationTest {
    private static final int MUTANTS_OF_EACH = 2_000;
    /** Objects for each byte of input, at most: a TLV of four bytes is three objects and a place in a list. */
    private static final int ALLOWED_GROWTH = 64;

    /** What reading a few hundred bytes may take, whatever they claim: room for one frame, and objects for what is there. */
    private static final int ALLOWED_FOR_A_MUTANT = FlapFrame.MAX_DATA_LENGTH + 64 * 1024;

    private int refused;
    private int read;

    @Test
    void mutantsOfEverySampleGiveValuesOrTheCodecsOwnError() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        long most = 0;
        for (Map.Entry<String, byte[]> sample : Samples.FRAMES.entrySet()) {
            for (int i = 0; i < MUTANTS_OF_EACH; i++) {
                byte[] mutant = mutate(sample.getValue(), random);
                try {
                    long taken = read(mutant);
                    // The first of its kind may load classes: what reading takes is seen by reading once more.
                    most = Math.max(most, taken < ALLOWED_FOR_A_MUTANT ? taken : read(mutant));
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(
                            "sample " + sample.getKey() + " mutant " + i + ": " + Bytes.of(mutant) + " seed=" + seed,
                            e);
                }
            }
        }
        assertThat(refused).isPositive();
        assertThat(read).isPositive();
        assertThat(most).isLessThan(ALLOWED_FOR_A_MUTANT);
    }

    /** Reads everything, or is refused; the bytes that were allocated for that. */
    private long read(byte[] mutant) {
        long before = allocated();
        try {
            for (FlapFrame frame : Samples.decode(mutant)) {
                Samples.readAll(frame);
            }
            read++;
        } catch (OscarException expected) {
            refused++;
        }
        return allocated() - before;
    }

    /** Bytes that this thread has allocated so far. */
    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** A list of contacts that claims to be larger than it is, and one that is as large as a frame can be. */
    @Test
    void readingTakesNoMoreMemoryThanTheFrameAllows() {
        ByteWriter out = new ByteWriter().u8(0).u16(0xFFFF);
        while (out.length() < 60_000) {
            FeedbagItem.buddy("a", 1, 1).write(out);
        }
        Snac snac = new Snac(Feedbag.Reply.TYPE, 0, 1, out.toBytes());
        long before = allocated();
        boolean refused = false;
        try {
            SnacBodies.parse(snac);
        } catch (OscarException e) {
            refused = true;
        }
        long after = allocated();
        assertThat(refused).isTrue();
        assertThat(after - before).isLessThan(ALLOWED_GROWTH * (long) FlapFrame.MAX_DATA_LENGTH);
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) 0xFF;
                case 3 -> bytes = java.util.Arrays.copyOf(bytes, at);
                default -> {
                    byte[] longer = new byte[bytes.length + 1];
                    System.arraycopy(bytes, 0, longer, 0, at);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        if (bytes.length >= FlapFrame.HEADER_LENGTH && random.nextInt(4) > 0) {
            // Most mutants keep a true length, so that the mutation reaches the readers behind the frame.
            int length = bytes.length - FlapFrame.HEADER_LENGTH;
            bytes[0] = FlapFrame.START;
            bytes[4] = (byte) (length >> 8);
            bytes[5] = (byte) length;
        }
        return bytes;
    }
}

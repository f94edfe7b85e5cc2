package im.gateway.protocol.oscar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlapDecoderTest {
    @Test
    void everySampleIsOneFrameAndIsEncodedAsItCame() throws OscarException {
        assertThat(Samples.FRAMES).hasSizeGreaterThan(50);
        for (byte[] bytes : Samples.FRAMES.values()) {
            List<FlapFrame> frames = Samples.decode(bytes);
            assertThat(frames).hasSize(1);
            assertThat(frames.get(0).encode().toArray()).isEqualTo(bytes);
        }
    }

    @Test
    void everySampleAtEveryTwoWaySplit() throws OscarException {
        for (byte[] bytes : Samples.FRAMES.values()) {
            List<FlapFrame> whole = Samples.decode(bytes);
            for (int cut = 0; cut <= bytes.length; cut++) {
                List<FlapFrame> frames = new ArrayList<>();
                FlapDecoder decoder = new FlapDecoder(FlapFrame.MAX_DATA_LENGTH);
                decoder.feed(bytes, 0, cut, frames::add);
                decoder.feed(bytes, cut, bytes.length - cut, frames::add);
                assertThat(frames).isEqualTo(whole);
            }
        }
    }

    @Test
    void allSamplesInARowByteByByteAndAtOnce() throws OscarException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Samples.FRAMES.values().forEach(all::writeBytes);
        byte[] bytes = all.toByteArray();
        List<FlapFrame> frames = new ArrayList<>();
        FlapDecoder decoder = new FlapDecoder(FlapFrame.MAX_DATA_LENGTH);
        for (int i = 0; i < bytes.length; i++) {
            decoder.feed(bytes, i, 1, frames::add);
        }
        assertThat(frames).hasSize(Samples.FRAMES.size()).isEqualTo(Samples.decode(bytes));
    }

    @Test
    void anEmptyFrameIsAFrame() throws OscarException {
        byte[] keepAlive = new FlapEncoder(0xFFFF).keepAlive().toArray();
        assertThat(Samples.decode(keepAlive)).containsExactly(new FlapFrame(FlapFrame.KEEP_ALIVE, 0xFFFF, Bytes.EMPTY));
    }

    @Test
    void sequenceNumbersWrapRound() throws OscarException {
        FlapEncoder encoder = new FlapEncoder(0xFFFF);
        encoder.keepAlive();
        assertThat(Samples.decode(encoder.keepAlive().toArray()).get(0).sequence())
                .isZero();
    }

    @Test
    void aFrameBeyondTheLimitIsRefusedBeforeRoomIsMade() {
        FlapDecoder decoder = new FlapDecoder(512);
        byte[] header = {0x2A, 2, 0, 0, 2, 1};
        assertThatThrownBy(() -> decoder.feed(header, 0, header.length, frame -> {}))
                .isInstanceOf(OscarException.class)
                .hasMessage("length of a frame: 513 (expected: <= 512)");
        assertThatThrownBy(() -> decoder.feed(header, 0, 1, frame -> {})).hasMessageContaining("broken");
    }

    @Test
    void noMoreRoomIsMadeThanOneFrameMayHave() throws OscarException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int limit = 8192;
        byte[] header = {0x2A, 2, 0, 0, 0x20, 0};
        FlapDecoder decoder = new FlapDecoder(limit);
        FlapDecoder.Sink none = frame -> {};
        decoder.feed(header, 0, 1, none);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        decoder.feed(header, 1, header.length - 1, none);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(allocated).isBetween((long) limit, limit + 1024L);
    }

    @Test
    void whatDoesNotBeginWithTheStartByteIsNoFrame() {
        byte[] bytes = {0x2B};
        assertThatThrownBy(() -> new FlapDecoder(10).feed(bytes, 0, 1, frame -> {}))
                .hasMessage("first byte of a frame: 43 (expected: 42)");
    }

    @Test
    void aSignOffWithoutALengthIsNoticedAtTheEnd() throws OscarException {
        FlapDecoder decoder = new FlapDecoder(10);
        assertThat(decoder.endedInSignOff()).isFalse();
        decoder.feed(new byte[] {0x2A, FlapFrame.SIGN_OFF, 0, 1}, 0, 4, frame -> {});
        assertThat(decoder.endedInSignOff()).isTrue();
    }
}

package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapDecoder;
import im.gateway.protocol.oscar.FlapEncoder;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.SignOff;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a client: bytes to frames, and to the authorizer or, with a cookie, to a session. */
final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int MAX_FRAME = 16 * 1024;

    /** What a connection is for, once it has said so. */
    interface Role {
        void data(Snac snac) throws OscarException;

        /** The connection is gone. */
        void closed();
    }

    /** Finds the role of a connection by its first frame. */
    interface Roles {
        Role roleOf(Connection connection, SignOn signOn);
    }

    private final World world;
    private final Roles roles;
    private final Random random;
    private final FlapDecoder decoder = new FlapDecoder(MAX_FRAME);
    private final FlapEncoder encoder;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Role role;
    private boolean ended;
    private long notBefore;

    Connection(World world, Roles roles, Random random) {
        this.world = world;
        this.roles = roles;
        this.random = random;
        this.encoder = new FlapEncoder(random.nextInt());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        write(encoder.encode(SignOn.PLAIN), FlapFrame.SIGN_ON);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws OscarException {
        if (world.faults.isSilent()) {
            return;
        }
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        decoder.feed(copy, 0, copy.length, this::frame);
    }

    private void frame(FlapFrame frame) throws OscarException {
        if (ended) {
            return;
        }
        Role current = role;
        switch (frame.channel()) {
            case FlapFrame.SIGN_ON -> {
                if (current != null) {
                    throw new OscarException("a second sign-on frame (expected: one for each connection)");
                }
                role = roles.roleOf(this, SignOn.parse(frame.data()));
            }
            case FlapFrame.DATA -> {
                if (current == null) {
                    throw new OscarException("data before the sign-on frame");
                }
                current.data(Snac.parse(frame.data()));
            }
            case FlapFrame.SIGN_OFF -> {
                // At once, and not when the socket has ended: what is for the account from now on is not written here.
                end();
                close();
            }
            default -> {
                // Keep-alive frames want no answer.
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    private void end() {
        Role current = role;
        if (current != null && !ended) {
            current.closed();
        }
        ended = true;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that breaks the protocol, or a reset connection: both end here, and the session with them.
        var unused = context.close();
    }

    void send(SnacBody body, long request, int flags) {
        write(encoder.encode(Snac.of(body, request, flags)), FlapFrame.DATA);
    }

    /** Says why, and closes. */
    void signOff(SignOff reason) {
        write(encoder.encode(reason), FlapFrame.SIGN_OFF);
        close();
    }

    /** Closes once everything is written. */
    void close() {
        ChannelHandlerContext current = context;
        if (current != null) {
            after(current, () -> current.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE));
        }
    }

    /** Closes without a word. */
    void drop() {
        ChannelHandlerContext current = context;
        if (current != null) {
            var unused = current.close();
        }
    }

    private void write(Bytes frame, int channel) {
        ChannelHandlerContext current = context;
        if (current == null || world.faults.isSilent()) {
            return;
        }
        byte[] bytes = frame.toArray();
        if (channel == FlapFrame.DATA && random.nextDouble() < world.faults.garbled()) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        }
        after(current, () -> {
            var unused = current.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        });
    }

    /** Now, or later where there is a delay; in order in any case. */
    private void after(ChannelHandlerContext current, Runnable action) {
        long delay = world.faults.delay().toMillis();
        long now = world.clock.millis();
        if (delay == 0 && notBefore <= now) {
            action.run();
            return;
        }
        notBefore = Math.max(notBefore, now + delay);
        var unused = current.executor().schedule(action, notBefore - now, TimeUnit.MILLISECONDS);
    }
}

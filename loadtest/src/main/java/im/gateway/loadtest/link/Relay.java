package im.gateway.loadtest.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One half of a TCP proxy's connection: what it reads goes to the other half, and its end is the other's end. */
public final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;

    /** Hands on to this channel. */
    public Relay(Channel other) {
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        var unused = other.writeAndFlush(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        close(other);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context.channel());
    }

    private static void close(Channel channel) {
        var unused = channel.close();
    }
}

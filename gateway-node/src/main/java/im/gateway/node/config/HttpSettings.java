package im.gateway.node.config;

/** Where the node answers questions about its health. */
public record HttpSettings(String host, int port) {
    static HttpSettings read(Block block) {
        HttpSettings read = new HttpSettings(block.text("host"), block.port("port"));
        block.end();
        return read;
    }
}

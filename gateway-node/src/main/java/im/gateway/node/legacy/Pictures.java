package im.gateway.node.legacy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures of one type made pictures of another. Strangers choose them, so their size is looked at before they are taken apart. */
final class Pictures {
    private static final Set<String> READ = Set.of("gif", "jpeg", "bmp");
    /** Of either side. Icons of legacy services have 48 to 64, of late ones up to 200. */
    private static final int MAX_PIXELS = 256;

    private Pictures() {}

    /** The first frame of the picture as a PNG; null where it cannot be read, is of another type or too large. */
    static byte @Nullable [] toPng(byte[] bytes) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return READ.contains(reader.getFormatName().toLowerCase(Locale.ROOT)) && isSmall(reader)
                        ? png(reader.read(0))
                        : null;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException unreadable) {
            // The readers throw both for what is no picture inside.
            return null;
        }
    }

    private static boolean isSmall(ImageReader reader) throws IOException {
        return reader.getWidth(0) <= MAX_PIXELS && reader.getHeight(0) <= MAX_PIXELS;
    }

    private static byte @Nullable [] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                return null;
            }
        }
        return bytes.toByteArray();
    }
}

package im.gateway.node.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarTest {
    @ParameterizedTest
    @ValueSource(strings = {"gif", "jpeg", "bmp", "png"})
    void everyPictureBecomesAPng(String type) throws IOException {
        byte[] picture = picture(type, 48);
        Avatar avatar = Objects.requireNonNull(Avatar.of(picture));
        assertThat(avatar.facts().mediaType()).isEqualTo("image/png");
        assertThat(avatar.facts().bytes()).isEqualTo(avatar.bytes().length);
        assertThat(avatar.facts().sha1()).matches("[0-9a-f]{40}");
        assertThat(ImageIO.read(new ByteArrayInputStream(avatar.bytes())).getWidth())
                .isEqualTo(48);
        assertThat(Avatar.of(picture)).isEqualTo(avatar);
        if (type.equals("png")) {
            assertThat(avatar.bytes()).isEqualTo(picture);
        }
    }

    @Test
    void whatIsTooLargeOrNoPictureIsNone() throws IOException {
        assertThat(Avatar.of(new byte[0])).isNull();
        assertThat(Avatar.of("GIF89a and nothing behind it".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(Avatar.of(picture("gif", 257))).isNull();
        byte[] large = Arrays.copyOf(picture("png", 48), Avatar.MAX_BYTES + 1);
        assertThat(Avatar.of(large)).isNull();
    }

    /** Strangers choose the bytes: whatever they are, a picture or none comes of them. */
    @Test
    void damagedPicturesDoNoHarm() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 600; i++) {
            byte[] bytes = picture(i % 2 == 0 ? "gif" : i % 3 == 0 ? "jpeg" : "bmp", 16);
            for (int change = 0; change <= random.nextInt(4); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Avatar avatar = Avatar.of(bytes);
            read += avatar == null ? 0 : 1;
        }
        assertThat(read).isBetween(1, 599);
    }

    private static byte[] picture(String type, int side) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side; i++) {
            image.setRGB(i, i, 0xFFAA00);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, type, bytes)).isTrue();
        return bytes.toByteArray();
    }
}

package dev.claviger.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A file that pages load, under a name that changes with its content, so that a browser may keep it for ever.
 *
 * @param path       where it is served
 * @param type       its media type
 * @param content    as it is; never changed
 * @param compressed the same by gzip (RFC 1952)
 */
public record Asset(String path, String type, byte[] content, byte[] compressed) {

    public static final String KEPT_FOR_EVER = "public, max-age=31536000, immutable";

    private static final int HASH_LENGTH = 12;

    /**
     * Made of resources of the class path, one after the other.
     *
     * @param folder with a slash at both ends
     * @throws IllegalArgumentException naming a resource that is not there
     */
    public static Asset of(String folder, String name, String extension, String type, String... resources) {
        byte[] content = read(resources);
        return new Asset(folder + name + "." + hash(content) + "." + extension, type, content, gzip(content));
    }

    private static byte[] read(String... resources) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (String resource : resources) {
            try (InputStream file = loader.getResourceAsStream(resource)) {
                if (file == null) {
                    throw new IllegalArgumentException("no resource " + resource);
                }
                file.transferTo(content);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return content.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException inMemoryThereIsNone) {
            throw new UncheckedIOException(inMemoryThereIsNone);
        }
        return compressed.toByteArray();
    }
}

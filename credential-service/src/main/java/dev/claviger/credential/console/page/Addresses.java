package dev.claviger.credential.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths with a query of names and values. */
public final class Addresses {

    private Addresses() {
    }

    /** @param namesAndValues in turn; what is empty is left out */
    public static String of(String path, String... namesAndValues) {
        StringBuilder address = new StringBuilder(path);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                address.append(address.length() == path.length() ? '?' : '&').append(namesAndValues[i]).append('=').append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
            }
        }
        return address.toString();
    }
}

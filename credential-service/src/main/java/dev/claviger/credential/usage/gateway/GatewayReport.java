package dev.claviger.credential.usage.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.claviger.contract.Fields;

/**
 * What a gateway says of itself.
 *
 * @param replica as its standing in the feed names it
 * @param routes  the digest of the table it serves; empty before it has one
 * @param table   that table; empty unless it was asked for
 * @param unwell  upstreams it does not reach, or does not want to
 * @param more    how many more of these there are
 */
public record GatewayReport(String replica, Optional<String> routes, Optional<String> table, List<UnwellUpstream> unwell, int more) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    /** As many as a gateway tells. */
    private static final int MOST_UPSTREAMS = 200;

    /** @throws IllegalArgumentException naming what is wrong */
    public static GatewayReport of(Fields fields, String replica) {
        Optional<String> routes = fields.optionalText("routes");
        Optional<String> table = fields.optionalText("table");
        if (routes.filter(digest -> !DIGEST.matcher(digest).matches()).isPresent()) {
            throw new IllegalArgumentException("gateway: routes: a digest expected");
        }
        table.ifPresent(text -> requireDigest(text, routes.orElse("")));
        Fields upstreams = fields.object("upstreams");
        List<UnwellUpstream> unwell = upstreams.objects("unwell", UnwellUpstream::of);
        long more = upstreams.number("more");
        if (unwell.size() > MOST_UPSTREAMS || more < 0 || more > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("gateway: upstreams: at most " + MOST_UPSTREAMS + " expected");
        }
        return new GatewayReport(replica, routes, table, unwell, (int) more);
    }

    /** A table that is called otherwise than its text would be taken for another for ever. */
    private static void requireDigest(String text, String digest) {
        try {
            byte[] actual = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            if (!HexFormat.of().formatHex(actual).equals(digest)) {
                throw new IllegalArgumentException("gateway: table: it has another digest");
            }
            RouteTable.parse(text);
        } catch (NoSuchAlgorithmException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }
}

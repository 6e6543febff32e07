package dev.claviger.credential.account.guess;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.secret.Peppers;
import io.netty.util.NetUtil;

/**
 * Under what guesses are counted. Names and addresses are kept as HMACs under the pepper: what is typed as a user name has been a
 * password before now. Somebody who does not exist is counted like anybody else, or counting would tell.
 */
@Singleton
public class GuessKeys {

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final Peppers peppers;
    private final GuessConfig config;

    GuessKeys(Peppers peppers, GuessConfig config) {
        this.peppers = peppers;
        this.config = config;
    }

    /** @param browser what is stored of a browser that has signed in as this person before */
    public List<GuessKey> ofPassword(TenantId tenant, String username, Optional<String> browser, String address) {
        return browser.map(known -> List.of(key("browser", known, config.attempts()))).orElseGet(() -> List.of(ofStrangers(tenant, username), ofAddress(address)));
    }

    /** Of all browsers together that have not signed in as this person before. */
    public GuessKey ofStrangers(TenantId tenant, String username) {
        return key("strangers", tenant + " " + username.toLowerCase(Locale.ROOT), config.attempts());
    }

    public List<GuessKey> ofOneTimePassword(PersonId person, Optional<String> browser) {
        return List.of(key("one-time", person + " " + browser.orElse("strangers"), config.oneTimePasswordAttempts()));
    }

    /** Who is signed in and is asked for the password once more. */
    public List<GuessKey> ofConfirmation(PersonId person) {
        return List.of(key("signed-in", person.toString(), config.attempts()));
    }

    /** Each mail somebody has sent to a person is counted, for there is no wrong one. */
    public GuessKey ofMailsAskedFrom(String address) {
        return key("mails", network(address), config.attemptsPerAddress());
    }

    private GuessKey ofAddress(String address) {
        return key("address", network(address), config.attemptsPerAddress());
    }

    private GuessKey key(String kind, String of, int free) {
        return new GuessKey(peppers.mark(kind + " " + of), free);
    }

    /** Of IPv6 the 64 bits its owner cannot choose; what is no address stands for itself. */
    private static String network(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || isOfIpv4(bytes) ? address : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
    }

    /** Also one written as IPv6 (RFC 4291 §2.5.5.2), all of which are in one network. */
    private static boolean isOfIpv4(byte[] address) {
        return address.length != IPV6_BYTES || Arrays.equals(MAPPED, Arrays.copyOf(address, MAPPED.length));
    }
}

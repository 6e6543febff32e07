package dev.claviger.credential.notify;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The mail server by which technical contacts are told what happens to their clients' secrets; without a host nobody is told. */
@ConfigMapping(prefix = "claviger.mail")
public interface MailConfig {

    /** The mail server's host name. Unless it is set, no notification is recorded or sent. */
    Optional<String> host();

    /** The mail server's port. */
    @WithDefault("587")
    int port();

    /** The address mails come from; required beside the host. */
    Optional<String> from();

    /** The user to authenticate as; none unless set. */
    Optional<String> username();

    /** The user's password. */
    Optional<String> password();

    /** Whether the connection must turn to TLS by STARTTLS (RFC 3207): REQUIRED, OPTIONAL or DISABLED. */
    @WithDefault("REQUIRED")
    StartTls startTls();

    /** Whether the connection is TLS from its first byte, as on port 465 (RFC 8314). */
    @WithDefault("false")
    boolean tls();

    /** What every subject begins with. */
    @WithDefault("[Claviger]")
    String subjectPrefix();

    /** How often a mail is tried when the server refuses it or cannot be reached. */
    @WithDefault("6")
    int maxAttempts();

    /** How long after the first failure a mail is tried again; the pause then grows fourfold each time. */
    @WithDefault("PT1M")
    Duration retryAfter();

    /** How many refused uses of a client's secrets within ten minutes are told to its contact, once a day. */
    @WithDefault("20")
    int failedUses();

    /** How long notifications are kept to be seen, and to keep what was told from being told again; P60D or more. */
    @WithDefault("P90D")
    Duration retention();

    /** The three ways of RFC 3207. */
    enum StartTls {
        REQUIRED, OPTIONAL, DISABLED
    }
}

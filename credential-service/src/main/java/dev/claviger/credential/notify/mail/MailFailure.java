package dev.claviger.credential.notify.mail;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;

import javax.net.ssl.SSLHandshakeException;

import io.vertx.ext.mail.SMTPException;

/** Why a mail was not seen to arrive. */
record MailFailure(Throwable cause) {

    /** What the client says before it begins to send a mail; it has no type of their own for these. */
    private static final List<String> BEFORE_SENDING = List.of("STARTTLS required", "AUTH ", "login is required");

    /**
     * A reply of the server that refuses is certain (RFC 5321 §4.2.5), and so is never having come to the point of sending. A
     * connection that breaks or falls silent may have broken after the server took the mail.
     */
    boolean mayHaveArrived() {
        return !(cause instanceof SMTPException || cause instanceof ConnectException || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException || BEFORE_SENDING.stream().anyMatch(text()::startsWith));
    }

    /** Without the server's words: servers repeat addresses in them. */
    @Override
    public String toString() {
        return cause instanceof SMTPException refusal ? "the mail server replied " + refusal.getReplyCode() : cause.getClass().getSimpleName();
    }

    private String text() {
        return String.valueOf(cause.getMessage());
    }
}

package dev.claviger.credential.notify;

import java.util.Optional;

import io.smallrye.mutiny.Uni;

/**
 * The addresses that mails to people lead to. One is a secret, so it is made when its mail leaves and is stored nowhere: a mail that is tried
 * again has another, and the one before leads nowhere.
 */
public interface MailedLinks {

    /** Empty when it is over: used, expired, or the person has another address now. */
    Uni<Optional<String>> make(long link);
}

package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** What an operating system does to a process from outside. */
enum Signal {
    /** It stays there, with all its connections open, and does nothing. */
    STOP,
    CONT,
    KILL;

    void to(long pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + this, Long.toString(pid)).inheritIO().start().waitFor()).isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

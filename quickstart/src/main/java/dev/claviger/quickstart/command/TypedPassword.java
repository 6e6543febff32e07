package dev.claviger.quickstart.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A password from where no other process reads it: the environment, else unseen from the keyboard, else standard input. */
record TypedPassword(Map<String, String> environment, InputStream in) {

    static final String VARIABLE = "CLAVIGER_DATABASE_PASSWORD";

    String read() {
        String password = environment.containsKey(VARIABLE) ? environment.get(VARIABLE) : typed();
        if (password == null || password.isEmpty()) {
            throw Refused.misused("the database's password is missing: give it as " + VARIABLE + " in the environment or on standard input");
        }
        return password;
    }

    private String typed() {
        Console terminal = System.console();
        if (in == System.in && terminal != null && Boolean.getBoolean("claviger.typed")) {
            char[] typed = terminal.readPassword("Password of the database: ");
            return typed == null ? null : new String(typed);
        }
        try {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return VARIABLE;
    }
}

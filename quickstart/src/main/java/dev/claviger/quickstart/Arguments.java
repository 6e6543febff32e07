package dev.claviger.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked for on the command line.
 *
 * @param exit     end after the story instead of running on
 * @param settings {@code -Dkey=value}, for all three services
 */
record Arguments(Command command, boolean exit, boolean tls, boolean restart, int portOffset, Map<String, String> settings) {

    enum Command { DEMO, UP }

    /** A command line nobody can follow; its message says what would be right. */
    static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    private static final int HIGHEST_OFFSET = 65535 - 9082;

    static Arguments of(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        Command command = command(rest);
        boolean exit = false;
        boolean tls = false;
        boolean restart = true;
        int offset = 0;
        Map<String, String> settings = new LinkedHashMap<>();
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (word.equals("--exit") && command == Command.DEMO) {
                exit = true;
            } else if (word.equals("--tls")) {
                tls = true;
            } else if (word.equals("--no-restart") && command == Command.UP) {
                restart = false;
            } else if (word.equals("--port-offset")) {
                offset = offset(rest.poll());
            } else if (word.startsWith("-D")) {
                setting(word.substring(2), settings);
            } else {
                throw new Unusable("unknown option " + word);
            }
        }
        return new Arguments(command, exit, tls, restart, offset, settings);
    }

    private static Command command(Deque<String> words) {
        String word = words.isEmpty() ? "" : words.pop();
        return switch (word) {
            case "demo" -> Command.DEMO;
            case "up" -> Command.UP;
            default -> throw new Unusable("say demo or up");
        };
    }

    private static int offset(String number) {
        try {
            int offset = Integer.parseInt(String.valueOf(number));
            if (offset >= 0 && offset <= HIGHEST_OFFSET) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // told below, in the same words as a number out of range
        }
        throw new Unusable("--port-offset takes a number from 0 to " + HIGHEST_OFFSET);
    }

    private static void setting(String text, Map<String, String> settings) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new Unusable("-D takes key=value");
        }
        settings.put(text.substring(0, equals), text.substring(equals + 1));
    }
}

package dev.claviger.quickstart.command;

import dev.claviger.quickstart.api.OperatorAccess;
import dev.claviger.quickstart.api.UnexpectedAnswer;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Behind {@code ./claviger token}, {@code verify-secret}, {@code restore accept}, {@code explain}, {@code doctor} and {@code routes catalogue}. */
public final class Commands {

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Path folder;
    private final Map<String, String> environment;

    Commands(InputStream in, PrintStream out, PrintStream err, Path folder, Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.folder = folder;
        this.environment = environment;
    }

    public static void main(String[] words) {
        Path folder = Path.of(System.getProperty("claviger.home", "."), ".claviger");
        System.exit(new Commands(System.in, System.out, System.err, folder, System.getenv()).run(List.of(words)));
    }

    /** The exit status: 0 done, 1 not so, 2 misused. The doctor's own: 0 well, 1 warnings, 2 failures, or misused. */
    int run(List<String> words) {
        try {
            return dispatch(words);
        } catch (Refused e) {
            err.println("claviger: " + e.getMessage());
            return e.status();
        } catch (UnexpectedAnswer | UncheckedIOException e) {
            err.println("claviger: " + e.getMessage());
            return words.get(0).equals("doctor") ? 2 : 1;
        }
    }

    private int dispatch(List<String> words) {
        String command = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        switch (command) {
            case "token" -> out.println(TokenCommand.token(Options.of(rest, TokenCommand.OPTIONS)));
            case "verify-secret" -> {
                Options.of(rest, SecretCommand.OPTIONS);
                out.println(SecretCommand.verdict(in));
            }
            case "restore" -> restore(rest);
            case "explain" -> out.print(new ExplainCommand(in, environment, access()).explanation(Options.of(rest, ExplainCommand.OPTIONS)));
            case "routes" -> routes(rest);
            case "doctor" -> {
                return new DoctorCommand(out, environment, folder).examine(Options.of(rest, DoctorCommand.OPTIONS));
            }
            default -> throw Refused.misused("say token, verify-secret, restore accept, explain, doctor or routes catalogue");
        }
        return 0;
    }

    private OperatorAccess access() {
        return OperatorAccess.find(environment, folder);
    }

    /** The other word, check, is the gateway's own: it has the code. */
    private void routes(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("catalogue")) {
            throw Refused.misused("routes knows two words: check and catalogue");
        }
        Options.of(words.subList(1, words.size()), CatalogueCommand.OPTIONS);
        out.println(new CatalogueCommand(access().admin()).catalogue());
    }

    private void restore(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("accept")) {
            throw Refused.misused("restore knows one word: accept");
        }
        new RestoreCommand(out, folder, new TypedPassword(environment, in)).accept(Options.of(words.subList(1, words.size()), RestoreCommand.OPTIONS));
    }
}

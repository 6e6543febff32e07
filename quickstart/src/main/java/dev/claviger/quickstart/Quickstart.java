package dev.claviger.quickstart;

import dev.claviger.quickstart.Arguments.Command;
import dev.claviger.quickstart.api.UnexpectedAnswer;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Ports;
import dev.claviger.quickstart.installation.StartFailure;
import dev.claviger.quickstart.people.CodeFlow;
import dev.claviger.quickstart.people.ConsoleAccess;
import java.nio.file.Path;
import java.util.List;

/** Behind {@code ./claviger demo} and {@code ./claviger up}. */
public final class Quickstart {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Terminal terminal = Terminal.standard();
    private final Arguments arguments;

    private Quickstart(Arguments arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] words) throws InterruptedException {
        // Names under .localhost do not resolve everywhere: the gateway is asked by address, with the Host it routes by.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        try {
            new Quickstart(Arguments.of(List.of(words))).run();
        } catch (Arguments.Unusable e) {
            end(MISUSED, e.getMessage());
        } catch (StartFailure | UnexpectedAnswer e) {
            end(FAILED, e.getMessage());
        }
    }

    private void run() throws InterruptedException {
        terminal.quiet("Starting PostgreSQL, credential-service, token-service, api-gateway and a sample API");
        try (LocalClaviger claviger = LocalClaviger.start(blueprint())) {
            if (arguments.command() == Command.DEMO) {
                new Demo(terminal, claviger).tell();
            }
            if (!arguments.exit()) {
                sayReady(claviger.installation().blueprint(), claviger.codeFlow(), claviger.console());
                Thread.currentThread().join(); // until Ctrl-C or SIGTERM; the installation's own hook then ends everything
            }
        }
    }

    private void sayReady(Blueprint blueprint, CodeFlow codeFlow, ConsoleAccess console) {
        terminal.title("Claviger is ready");
        terminal.line("  tokens   " + blueprint.tokenEndpoint());
        terminal.line("  gateway  " + blueprint.gateway() + "  (Host: " + DemoData.HOST + ")");
        terminal.line("  admin    " + blueprint.credentialService());
        terminal.line("  routes   " + blueprint.routesFile());
        terminal.line("  clients  " + blueprint.clientsFolder());
        terminal.line("  console  " + console.url() + console.administrator().map(login -> "  (organisation " + login.tenant() + ", " + login.username()
                + ", password: . .claviger/env; echo \"$CONSOLE_PASSWORD\")").orElse(""));
        terminal.line("  sign in  " + codeFlow.authorizationUrl(blueprint.issuer()));
        terminal.quiet("  In another shell: . .claviger/env    Ctrl-C ends it.");
    }

    private Blueprint blueprint() {
        Path home = Path.of(System.getProperty("claviger.home", "."));
        return new Blueprint(home, home.resolve(".claviger"), Ports.standard(arguments.portOffset()), arguments.tls(),
                arguments.restart(), arguments.settings());
    }

    private static void end(int status, String message) {
        System.err.println("claviger: " + message);
        System.exit(status);
    }
}

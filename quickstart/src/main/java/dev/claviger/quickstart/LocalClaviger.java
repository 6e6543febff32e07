package dev.claviger.quickstart;

import dev.claviger.quickstart.api.UnexpectedAnswer;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Installation;
import dev.claviger.quickstart.installation.RunFiles;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.StartFailure;
import dev.claviger.quickstart.people.CodeFlow;
import dev.claviger.quickstart.people.CodeFlowData;
import dev.claviger.quickstart.people.ConsoleAccess;
import dev.claviger.quickstart.people.ConsolePeople;
import java.util.function.Function;

/** An installation with the demo's data in it and its {@code env} file beside it: what {@code up} offers. */
public final class LocalClaviger implements AutoCloseable {

    private final Installation installation;
    private final DemoClient client;
    private final CodeFlow codeFlow;
    private final ConsoleAccess console;
    private final EnvFile env;

    private LocalClaviger(Installation installation, DemoClient client, CodeFlow codeFlow, ConsoleAccess console, EnvFile env) {
        this.installation = installation;
        this.client = client;
        this.codeFlow = codeFlow;
        this.console = console;
        this.env = env;
    }

    /** Returns when all three services are ready, and only then is there an {@code env} file. */
    public static LocalClaviger start(Blueprint blueprint) {
        return start(blueprint, CodeFlowData::place, installation -> ConsolePeople.place(installation, DemoData.TENANT));
    }

    /** @param people makes what the code flow needs, where the services are those of a release that has none of it */
    public static LocalClaviger start(Blueprint blueprint, Function<Installation, CodeFlow> people) {
        return start(blueprint, people, installation -> ConsoleAccess.none(ConsolePeople.url(installation)));
    }

    private static LocalClaviger start(Blueprint blueprint, Function<Installation, CodeFlow> people, Function<Installation, ConsoleAccess> console) {
        Installation installation = Installation.start(blueprint);
        EnvFile env = new EnvFile(blueprint);
        try {
            installation.onClose(() -> RunFiles.remove(blueprint));
            installation.awaitReady(Service.CREDENTIAL);
            installation.awaitReady(Service.TOKEN);
            // The gateway's routes name scopes, and it refuses routes with unknown ones: the data come first.
            LocalClaviger claviger = new LocalClaviger(installation, DemoData.place(installation), people.apply(installation),
                    console.apply(installation), env);
            installation.awaitReady(Service.GATEWAY);
            installation.onRestart(claviger::writeEnv);
            claviger.writeEnv();
            return claviger;
        } catch (UnexpectedAnswer e) {
            installation.close();
            throw new StartFailure("The demo's data could not be made: " + e.getMessage());
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    public Installation installation() {
        return installation;
    }

    public DemoClient client() {
        return client;
    }

    public CodeFlow codeFlow() {
        return codeFlow;
    }

    public ConsoleAccess console() {
        return console;
    }

    /** Also after a service was started again: its process id is in it. */
    public void writeEnv() {
        env.write(installation, client, codeFlow, console);
    }

    @Override
    public void close() {
        installation.close();
    }
}

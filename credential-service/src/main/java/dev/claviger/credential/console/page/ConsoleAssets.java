package dev.claviger.credential.console.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.problem.ProblemRoutes;
import dev.claviger.pages.Asset;
import io.quarkus.qute.TemplateGlobal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What pages load: the stylesheet, two scripts and the mark. Anybody may, signed in or not. */
@ApplicationScoped
class ConsoleAssets {

    private static final String FOLDER = "/console/assets/";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final Asset STYLESHEET = Asset.of(FOLDER, "console", "css", "text/css; charset=utf-8", "assets/look.css", "assets/console.css");
    private static final Asset HTMX = Asset.of(FOLDER, "htmx", "js", JAVASCRIPT, "META-INF/resources/_static/htmx.org/2.0.2/dist/htmx.min.js");
    private static final Asset SCRIPT = Asset.of(FOLDER, "console", "js", JAVASCRIPT, "assets/console.js");
    private static final Asset MARK = Asset.of(FOLDER, "mark", "svg", "image/svg+xml", "assets/mark.svg");

    private final ProblemRoutes problems;

    ConsoleAssets(ProblemRoutes problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        for (Asset asset : new Asset[] {STYLESHEET, HTMX, SCRIPT, MARK}) {
            router.get(asset.path()).handler(http -> serve(http, asset));
        }
        // Quarkus would serve all of htmx' jar as well.
        router.route("/_static/*").order(Integer.MIN_VALUE).handler(http -> problems.answer(http, Problem.notFound("resource")));
    }

    private static void serve(RoutingContext http, Asset asset) {
        HttpServerResponse answer = http.response().putHeader("Content-Type", asset.type()).putHeader("Cache-Control", Asset.KEPT_FOR_EVER)
                .putHeader("X-Content-Type-Options", "nosniff").putHeader("Vary", "Accept-Encoding");
        String accepted = http.request().getHeader("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            answer.putHeader("Content-Encoding", "gzip").end(Buffer.buffer(asset.compressed()));
        } else {
            answer.end(Buffer.buffer(asset.content()));
        }
    }

    /** Names for templates. */
    @TemplateGlobal
    static final class Paths {

        private Paths() {
        }

        static String stylesheet() {
            return STYLESHEET.path();
        }

        static String htmx() {
            return HTMX.path();
        }

        static String script() {
            return SCRIPT.path();
        }

        static String mark() {
            return MARK.path();
        }
    }
}

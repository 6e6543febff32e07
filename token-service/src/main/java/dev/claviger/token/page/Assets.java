package dev.claviger.token.page;

import dev.claviger.pages.Asset;
import io.quarkus.qute.TemplateGlobal;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What pages load: our own files, each under a name that changes with its content, so that a browser may keep it for ever. */
@ApplicationScoped
class Assets {

    private static final String FOLDER = "/assets/";
    private static final Asset STYLESHEET = Asset.of(FOLDER, "claviger", "css", "text/css; charset=utf-8", "assets/look.css", "assets/claviger.css");
    private static final Asset SCRIPT = Asset.of(FOLDER, "copy", "js", "text/javascript; charset=utf-8", "assets/copy.js");
    private static final Asset MARK = Asset.of(FOLDER, "mark", "svg", "image/svg+xml", "assets/mark.svg");

    void register(@Observes Router router) {
        for (Asset asset : new Asset[] {STYLESHEET, SCRIPT, MARK}) {
            router.get(asset.path()).handler(http -> serve(http, asset));
        }
    }

    private static void serve(RoutingContext http, Asset asset) {
        http.response().putHeader("Content-Type", asset.type()).putHeader("Cache-Control", Asset.KEPT_FOR_EVER)
                .putHeader("X-Content-Type-Options", "nosniff").end(Buffer.buffer(asset.content()));
    }

    /** Names for templates. */
    @TemplateGlobal
    static final class Paths {

        private Paths() {
        }

        static String stylesheet() {
            return STYLESHEET.path();
        }

        static String copyScript() {
            return SCRIPT.path();
        }

        static String mark() {
            return MARK.path();
        }
    }
}

package dev.claviger.token.page;

import io.quarkus.qute.TemplateGlobal;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What pages load: our own files, each under a name that changes with its content, so that a browser may keep it for ever. */
@ApplicationScoped
class Assets {

    private static final Asset STYLESHEET = Asset.of("claviger", "css", "text/css; charset=utf-8");
    private static final Asset SCRIPT = Asset.of("copy", "js", "text/javascript; charset=utf-8");
    private static final Asset MARK = Asset.of("mark", "svg", "image/svg+xml");

    void register(@Observes Router router) {
        for (Asset asset : new Asset[] {STYLESHEET, SCRIPT, MARK}) {
            router.get(asset.path()).handler(asset::serve);
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

        static String copyScript() {
            return SCRIPT.path();
        }

        static String mark() {
            return MARK.path();
        }
    }

    private record Asset(String path, String type, Buffer content) {

        private static final int HASH_LENGTH = 12;

        static Asset of(String name, String extension, String type) {
            try (InputStream file = Assets.class.getResourceAsStream("/assets/" + name + "." + extension)) {
                byte[] content = file.readAllBytes();
                String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)).substring(0, HASH_LENGTH);
                return new Asset("/assets/" + name + "." + hash + "." + extension, type, Buffer.buffer(content));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }

        void serve(RoutingContext http) {
            http.response().putHeader("Content-Type", type).putHeader("Cache-Control", "public, max-age=31536000, immutable")
                    .putHeader("X-Content-Type-Options", "nosniff").end(content);
        }
    }
}

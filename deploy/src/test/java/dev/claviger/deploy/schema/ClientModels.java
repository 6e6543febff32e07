package dev.claviger.deploy.schema;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;

import com.google.gson.Gson;
import com.google.gson.JsonElement;

/** Every object is accepted by the model class of the official Java client: a second opinion, generated from newer sources. Of others' kinds it knows nothing. */
public final class ClientModels implements Rule {

    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.stream().filter(manifest -> !manifest.isCustom()).flatMap(ClientModels::problems);
    }

    private static Stream<String> problems(Manifest manifest) {
        JsonElement json = new Gson().toJsonTree(manifest.root().value());
        try {
            model(manifest).getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            return Stream.empty();
        } catch (InvocationTargetException refused) {
            return Stream.of(manifest + ": " + refused.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            return Stream.of(manifest + ": the client has no model for " + manifest.apiVersion() + "/" + manifest.kind());
        }
    }

    private static Class<?> model(Manifest manifest) throws ClassNotFoundException {
        String version = manifest.apiVersion().substring(manifest.apiVersion().lastIndexOf('/') + 1);
        return Class.forName(MODELS + version.toUpperCase(Locale.ROOT) + manifest.kind());
    }
}

package dev.claviger.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service can be told, read from its compiled configuration interfaces, its defaults and its sources' comments. */
final class ServiceConfiguration {

    record Setting(String key, String type, String byDefault, String meaning) {

        /** Of a group there may be any number of, none included. */
        Setting ofEach() {
            return byDefault.equals("required") ? new Setting(key, type, "required with the others", meaning) : this;
        }
    }

    private static final String CONFIG = "io.smallrye.config.";

    private final Path module;
    private final ClassLoader classes;
    private final Properties shipped = new Properties();
    private final List<Setting> settings = new ArrayList<>();

    private ServiceConfiguration(Path module, ClassLoader classes) {
        this.module = module;
        this.classes = classes;
    }

    static ServiceConfiguration of(Path module) throws IOException {
        try (URLClassLoader classes = new URLClassLoader(classPath(module), ClassLoader.getPlatformClassLoader())) {
            ServiceConfiguration configuration = new ServiceConfiguration(module, classes);
            try (InputStream in = Files.newInputStream(module.resolve("target/classes/application.properties"))) {
                configuration.shipped.load(in);
            }
            configuration.read();
            return configuration;
        }
    }

    /** In the order of their keys; a setting that several rooms read is told once. */
    List<Setting> settings() {
        Map<String, Setting> byKey = new TreeMap<>();
        settings.stream().sorted(Comparator.comparing(Setting::key)).forEach(setting -> byKey.putIfAbsent(setting.key(), setting));
        return List.copyOf(byKey.values());
    }

    private void read() throws IOException {
        Path root = module.resolve("target/classes");
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith("Config.class")).sorted()
                    .map(file -> root.relativize(file).toString().replace(".class", "").replaceAll("[/\\\\]", "."))
                    .map(this::load)
                    .forEach(type -> annotation(type.getAnnotations(), "ConfigMapping")
                            .ifPresent(mapping -> read(type, text(mapping, "prefix"))));
        }
    }

    private void read(Class<?> type, String prefix) {
        Javadoc javadoc = Javadoc.of(module, type);
        for (Method method : type.getDeclaredMethods()) {
            if (method.isDefault() || method.isSynthetic()) {
                continue;
            }
            String key = annotation(method.getAnnotations(), "WithParentName").isPresent() ? prefix : prefix + "." + name(method);
            Type value = method.getGenericReturnType();
            if (isGroup(value)) {
                read((Class<?>) value, key);
            } else if (isOptional(value) && isGroup(argument(value, 0))) {
                read((Class<?>) argument(value, 0), key);
            } else if (isMap(value) && isGroup(argument(value, 1))) {
                int known = settings.size();
                read((Class<?>) argument(value, 1), key + ".<key>");
                settings.subList(known, settings.size()).replaceAll(Setting::ofEach);
            } else {
                settings.add(setting(key, value, method, javadoc.of(method.getName())));
            }
        }
    }

    private Setting setting(String key, Type type, Method method, String meaning) {
        if (isMap(type)) {
            return new Setting(key + ".<key>", plain(argument(type, 1)), byDefault(key, type, method, meaning), meaning);
        }
        return new Setting(key, plain(isOptional(type) ? argument(type, 0) : type), byDefault(key, type, method, meaning), meaning);
    }

    private String byDefault(String key, Type type, Method method, String meaning) {
        Optional<String> value = annotation(method.getAnnotations(), "WithDefault").map(a -> text(a, "value"))
                .or(() -> Optional.ofNullable(shipped.getProperty(key)));
        if (value.isPresent()) {
            return value.get().isEmpty() ? "none" : "`" + value.get() + "`";
        }
        if (shipped.getProperty("%local." + key) != null) {
            return "`" + shipped.getProperty("%local." + key) + "` outside production; required in it";
        }
        boolean mayBeEmpty = type.getTypeName().startsWith("java.util.Optional") || meaning.contains("without any");
        boolean required = !mayBeEmpty || meaning.contains("Required");
        return required ? "required" : "none";
    }

    private static String name(Method method) {
        return annotation(method.getAnnotations(), "WithName").map(a -> text(a, "value"))
                .orElseGet(() -> method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
    }

    private static String plain(Type type) {
        if (type instanceof ParameterizedType list) {
            return "list: " + plain(list.getActualTypeArguments()[0]);
        }
        Class<?> value = (Class<?>) type;
        if (value.isEnum()) {
            return "one of " + Stream.of(value.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        return switch (value.getSimpleName()) {
            case "String" -> "text";
            case "int", "Integer", "long", "Long", "double", "OptionalInt" -> "number";
            case "URI", "URL" -> "URL";
            case "Path" -> "file";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "duration";
            default -> value.getSimpleName();
        };
    }

    private static boolean isOptional(Type type) {
        return type instanceof ParameterizedType value && value.getRawType() == Optional.class;
    }

    private static boolean isMap(Type type) {
        return type instanceof ParameterizedType value && value.getRawType() == Map.class;
    }

    private static boolean isGroup(Type type) {
        return type instanceof Class<?> group && group.isInterface() && group.getName().startsWith("dev.claviger");
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private Class<?> load(String name) {
        try {
            return classes.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The annotation of the service's own class path, which shares no class with ours. */
    private static Optional<Annotation> annotation(Annotation[] present, String name) {
        return Stream.of(present).filter(a -> a.annotationType().getName().equals(CONFIG + name)).findFirst();
    }

    private static String text(Annotation annotation, String member) {
        try {
            return (String) annotation.annotationType().getMethod(member).invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL[] classPath(Path module) throws IOException {
        try (Stream<Path> jars = Files.walk(module.resolve("target/quarkus-app/lib"))) {
            return Stream.concat(Stream.of(module.resolve("target/classes")), jars.filter(jar -> jar.toString().endsWith(".jar")))
                    .map(ServiceConfiguration::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}

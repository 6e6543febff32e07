package dev.claviger.credential.console.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource of the console for administrators of the platform. For those of a tenant, also of their own, there is nothing at its addresses. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ForPlatformAdministrators {
}

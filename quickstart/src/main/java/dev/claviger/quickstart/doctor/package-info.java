/**
 * Behind {@code ./claviger doctor}: looks at a running installation from outside, as its callers and its monitoring see it, and says of everything that is not as it
 * should be what it means and how to mend it. It changes nothing. {@link dev.claviger.quickstart.doctor.Doctor} tells the story.
 */
package dev.claviger.quickstart.doctor;

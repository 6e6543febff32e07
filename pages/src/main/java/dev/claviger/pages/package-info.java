/** What the pages of all services share: their look, how their files are named, and how names of strangers are shown. Knows no service, no framework and no HTTP. */
package dev.claviger.pages;

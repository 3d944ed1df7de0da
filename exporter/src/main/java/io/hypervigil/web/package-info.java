/** HTTP: the pages, the health checks, the status API. Javalin is known here and in admin only. */
@NullMarked
package io.hypervigil.web;

import org.jspecify.annotations.NullMarked;

/** What a caller gives: held against its declaration, and shown without secrets. */
@NullMarked
package io.hypervigil.admin.given;

import org.jspecify.annotations.NullMarked;

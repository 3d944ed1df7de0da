/** What alerts have come to, kept on disk. */
@NullMarked
package io.hypervigil.alerting.state;

import org.jspecify.annotations.NullMarked;

/** What the kubelet says of the devices of pods. */
@NullMarked
package io.hypervigil.kubernetes.pods;

import org.jspecify.annotations.NullMarked;

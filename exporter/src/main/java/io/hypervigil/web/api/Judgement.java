package io.hypervigil.web.api;

import io.hypervigil.alerting.group.GroupView;
import java.util.List;

/**
 * What is judged here, and who is told.
 *
 * <p>Thread: any.
 */
public interface Judgement {

    /** The groups of rules as they are now, in their order. */
    List<GroupView> groups();

    /** Where alerts are posted to. */
    List<String> alertmanagers();
}

package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Spans;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.Set;

/** Jira's issues, which are read as Alertmanager reads them and refused: nothing here opens one. */
final class Jira {

    private Jira() {}

    static Integration read(Fields fields) {
        var yaml = fields.yaml();
        fields.sendResolved(true);
        fields.http();
        fields.addressOrGlobal("api_url", "jira_api_url", "Jira Cloud URL");
        fields.required("project", "jira_config");
        fields.required("issue_type", "jira_config");
        checkType(yaml);
        for (var key :
                Set.of(
                        "summary",
                        "description",
                        "priority",
                        "reopen_transition",
                        "resolve_transition",
                        "wont_fix_resolution")) {
            yaml.tree(key);
        }
        Spans.prometheus(yaml, "reopen_duration");
        yaml.tree("labels");
        yaml.tree("fields");
        yaml.end();
        throw fields.wrong(
                "issues of Jira are not opened by this process: use a webhook_config, or an"
                        + " Alertmanager");
    }

    private static void checkType(YamlMapping yaml) {
        var type = yaml.text("api_type").orElse("auto");
        if (!Set.of("auto", "cloud", "datacenter").contains(type)) {
            throw yaml.wrong("api_type", "must be auto, cloud or datacenter");
        }
    }
}

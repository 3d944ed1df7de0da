package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuSessionsTest {

    @TempDir Path folder;

    @Test
    void latency_is_in_seconds() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetEncoderStats = 2 237 4271133
                        nvmlDeviceGetFBCStats = 1 60 16600
                        nvmlDeviceGetEncoderCapacity.0 = 88
                        nvmlDeviceGetEncoderCapacity.1 = 101
                        nvmlDeviceGetEncoderCapacity.2 = error 3
                        """)) {

            assertThat(gpu.sample(GpuSessions.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_encoder_frames_per_second Average of the sessions that encode video, from nvmlDeviceGetEncoderStats.
                            # TYPE gpu_encoder_frames_per_second gauge
                            gpu_encoder_frames_per_second{gpu="GPU-1"} 237
                            # HELP gpu_encoder_free_ratio Share of the encoder that is left for more sessions, from nvmlDeviceGetEncoderCapacity.
                            # TYPE gpu_encoder_free_ratio gauge
                            gpu_encoder_free_ratio{gpu="GPU-1",codec="h264"} 0.88
                            # HELP gpu_encoder_latency_seconds Average time for a frame, of the sessions that encode video, from nvmlDeviceGetEncoderStats.
                            # TYPE gpu_encoder_latency_seconds gauge
                            gpu_encoder_latency_seconds{gpu="GPU-1"} 4.271133
                            # HELP gpu_encoder_sessions Sessions that encode video, from nvmlDeviceGetEncoderStats.
                            # TYPE gpu_encoder_sessions gauge
                            gpu_encoder_sessions{gpu="GPU-1"} 2
                            # HELP gpu_fbc_frames_per_second Average of the sessions that capture the frame buffer, from nvmlDeviceGetFBCStats.
                            # TYPE gpu_fbc_frames_per_second gauge
                            gpu_fbc_frames_per_second{gpu="GPU-1"} 60
                            # HELP gpu_fbc_latency_seconds Average time for a frame, of the sessions that capture the frame buffer, from nvmlDeviceGetFBCStats.
                            # TYPE gpu_fbc_latency_seconds gauge
                            gpu_fbc_latency_seconds{gpu="GPU-1"} 0.0166
                            # HELP gpu_fbc_sessions Sessions that capture the frame buffer, from nvmlDeviceGetFBCStats.
                            # TYPE gpu_fbc_sessions gauge
                            gpu_fbc_sessions{gpu="GPU-1"} 1
                            """);
        }
    }

    @Test
    void what_is_refused_or_missing_is_absent() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetEncoderStats = error 4
                        nvmlDeviceGetFBCStats = error 3
                        """,
                        "nvmlDeviceGetEncoderCapacity")) {

            assertThat(gpu.sample(GpuSessions.TYPE))
                    .isEqualTo(
                            """
                            """);
        }
    }
}

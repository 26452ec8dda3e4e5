package optest

import (
	"runtime"
	"testing"
)

// NativeOnly skips a test under WebAssembly, where it would take several times
// as long and could not come to another end: there every run has the digest
// that it has natively, which train.TestDigests holds.
func NativeOnly(t testing.TB) {
	t.Helper()
	if runtime.GOARCH == "wasm" {
		t.Skip("its numbers are the same to the bit natively, where it is run")
	}
}

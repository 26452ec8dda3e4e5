//go:build single

package registry

// Double: see the other file.
const Double = false

//go:build !js

package worker

import (
	"petri/web/protocol"
	"petri/web/sources"
)

// NameBuild gives the program the version that the site has when it is built from the
// same sources, where it runs in their folder. The site's own programs have it already.
func NameBuild(folder string) {
	if protocol.Version != unnamed {
		return
	}
	if known := sources.Known(folder); known != "" {
		protocol.Version = known
	}
}

//go:build !js

package site

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Serve serves the site in the folder dir until the program ends, and says on w where:
// on this machine's port PORT, 8080 if that is not set, and for this machine alone unless
// a host is named, by host or else by HOST.
func Serve(w io.Writer, dir, base, host string) error {
	if _, err := os.Stat(dir + "/index.html"); err != nil {
		return fmt.Errorf("there is no site in %s yet: `make build` makes it", dir)
	}
	if host == "" {
		host = hostOfShell(w, os.Getenv("HOST"))
	}
	listener, err := listen(host, os.Getenv("PORT"))
	if err != nil {
		return err
	}
	where(w, host, listener.Addr().(*net.TCPAddr), base, addresses())
	return http.Serve(listener, Handler(os.DirFS(dir), base))
}

// hostOfShell is HOST as the environment has it. Some shells, such as tcsh, set it to
// the name of the machine; that opens nothing, for nobody asked for it.
func hostOfShell(w io.Writer, host string) string {
	name, err := os.Hostname()
	short, _, _ := strings.Cut(name, ".")
	if host == "" || err != nil || !strings.EqualFold(host, name) && !strings.EqualFold(host, short) {
		return host
	}
	fmt.Fprintf(w, "HOST=%[1]s is this machine's name, which some shells set by themselves, so Petri stays on this machine. "+
		"For other machines too: make run HOST=0.0.0.0\n", host)
	return ""
}

// listen opens a port given in words, at an address of this machine.
func listen(host, port string) (net.Listener, error) {
	host, port = strings.Trim(cmp.Or(host, "localhost"), "[]"), cmp.Or(port, "8080")
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return nil, fmt.Errorf("PORT=%s is not a port: give a number from 1 to 65535, as in `make run PORT=8081`", port)
	}
	if strings.ContainsAny(host, "/ ") || strings.Count(host, ":") == 1 {
		return nil, fmt.Errorf("HOST=%s is not the name or the address of a machine: give one alone, as in `make run HOST=0.0.0.0 PORT=8081`", host)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	var unknown *net.DNSError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %s is taken by another program: choose another, as in `make run PORT=8081`", port)
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("port %s is not for every user of this machine: choose one from 1024 on, as in `make run PORT=8080`", port)
	case errors.As(err, &unknown):
		return nil, fmt.Errorf("HOST=%s is the name of no machine that this one knows: HOST=0.0.0.0 stands for all addresses of this machine", host)
	case err != nil: // the address is another machine's, or of a kind that this one has not
		return nil, fmt.Errorf("HOST=%s is no address of this machine (%w): HOST=0.0.0.0 stands for all of them", host, err)
	}
	return listener, nil
}

// where says at which addresses the site is, and what it means if they are not this
// machine's alone.
func where(w io.Writer, host string, at *net.TCPAddr, base string, all []net.IP) {
	link := func(host string) string {
		return "http://" + net.JoinHostPort(host, strconv.Itoa(at.Port)) + strings.TrimSuffix(base, "/")
	}
	if at.IP.IsLoopback() {
		fmt.Fprintf(w, "Petri is at %s\n", link("localhost"))
		return
	}
	open := []string{link(strings.Trim(host, "[]"))}
	if at.IP.IsUnspecified() {
		fmt.Fprintf(w, "Petri is at %s\n", link("localhost"))
		open = nil
		for _, ip := range all {
			open = append(open, link(ip.String()))
		}
	}
	if len(open) == 0 {
		fmt.Fprintln(w, "This machine has no address in a network now, so no other machine can open it.")
		return
	}
	fmt.Fprintf(w, "From other machines in this network: %s\n", strings.Join(open, " or "))
	fmt.Fprintln(w, "Whoever is in this network can open it until you stop it. It gives out the files of the site and takes nothing in: what people draw and train stays in their browsers.")
	fmt.Fprintln(w, "Browsers keep a page for use without a network only if it comes over https or from localhost; all else works there as here, with the same digests.")
}

// addresses are those of this machine that others in its networks can reach: first
// those of the old kind, which are easier to type.
func addresses() []net.IP {
	known, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var all []net.IP
	for _, a := range known {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() {
			all = append(all, n.IP)
		}
	}
	slices.SortStableFunc(all, func(a, b net.IP) int { return cmp.Compare(len(b.To4()), len(a.To4())) })
	return all
}

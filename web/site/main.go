//go:build !js

package site

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path"
)

// commands are what `go run ./wasm/app` can be told to do.
const commands = `use: go run ./wasm/app build|run|serve|sizes|posters [-base /path] [-dist folder] [-host address]
  build    write the site, compressed, to dist/
  run      write the site, not compressed, and serve it
  serve    serve what is in dist/; PORT sets the port, and -host 0.0.0.0 or HOST=0.0.0.0 opens it to other machines
  sizes    hold what is in dist/ against the size budgets
  posters  draw static/posters again, those that are named or all, from the runs themselves`

// Main runs the command that args name, in the repository's folder, and returns
// the exit status.
func Main(args []string, out, errors io.Writer) int {
	flags := flag.NewFlagSet("app", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	base, dist, host := flags.String("base", "/", ""), flags.String("dist", "dist", ""), flags.String("host", "", "")
	if len(args) == 0 || flags.Parse(args[1:]) != nil || flags.NArg() > 0 && args[0] != "posters" {
		fmt.Fprintln(errors, commands)
		return 2
	}
	if err := run(args[0], flags.Args(), out, path.Join("/", *base), *dist, *host); err != nil {
		fmt.Fprintln(errors, "petri:", err)
		return 1
	}
	return 0
}

func run(command string, names []string, out io.Writer, base, dist, host string) error {
	if base != "/" {
		base += "/"
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o := Options{Root: ".", Dist: dist, Base: base, Compress: command == "build"}
	switch command {
	case "build":
		return Build(ctx, o)
	case "run":
		if err := Build(ctx, o); err != nil {
			return err
		}
		stop() // from here an interrupt ends the program
		return Serve(out, o.Dist, base, host)
	case "serve":
		return Serve(out, o.Dist, base, host)
	case "posters":
		return Posters(out, o.Root, names)
	case "sizes":
		return Sizes(out, o.Dist)
	}
	return fmt.Errorf("%q is no command\n%s", command, commands)
}

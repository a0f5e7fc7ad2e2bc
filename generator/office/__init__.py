"""One office: reads pmbs.toml, builds and holds the parts, answers what needs several of them."""

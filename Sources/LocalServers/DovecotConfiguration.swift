import Foundation
import Glibc

/// The text of a Dovecot configuration that keeps everything inside one folder.
struct DovecotConfiguration {
    /// Who the processes run as.
    enum Account {
        /// Started by root: Dovecot refuses to read mail as root, so its own accounts are used.
        case root(mailUser: uid_t, mailGroup: gid_t)
        /// Started by anybody else: everything runs as that user.
        case ordinary(user: String, group: String)

        /// The account of this process; nil when the system has no names for what is needed.
        static func current() -> Account? {
            guard geteuid() == 0 else {
                guard let user = getpwuid(geteuid()), let group = getgrgid(getegid()) else { return nil }
                return .ordinary(
                    user: String(cString: user.pointee.pw_name), group: String(cString: group.pointee.gr_name))
            }
            guard let entry = getpwnam("dovecot") else { return nil }
            return .root(mailUser: entry.pointee.pw_uid, mailGroup: entry.pointee.pw_gid)
        }
    }

    let folder: URL
    let account: Account
    let ports: DovecotServer.Ports
    let options: DovecotServer.Options
    /// Whether Debian's `dovecot-pop3d` is installed.
    let hasPOP3: Bool

    var text: String {
        let path = folder.path
        let mechanisms = options.tokenCheckURL == nil ? "plain login" : "plain login xoauth2 oauthbearer"
        let common = """
            base_dir = \(path)/run
            state_dir = \(path)/state
            log_path = \(path)/dovecot.log
            instance_name = \(path)
            protocols = imap\(hasPOP3 ? " pop3" : "")
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <\(path)/certificate.pem
            ssl_key = <\(path)/key.pem
            auth_mechanisms = \(mechanisms)
            mail_location = maildir:~/Maildir
            disable_plaintext_auth = no
            mail_max_userip_connections = 100
            auth_failure_delay = 0
            passdb {
              driver = passwd-file
              args = username_format=%u \(path)/users
            }
            service imap-login {
              inet_listener imap {
                port = \(ports.imap)
              }
              inet_listener imaps {
                port = \(ports.imaps)
                ssl = yes
              }
            }

            """
        return common + (hasPOP3 ? pop3 : "") + tokens(path) + accounts(path) + options.extraConfiguration + "\n"
    }

    private var pop3: String {
        """
        service pop3-login {
          inet_listener pop3 {
            port = \(ports.pop3)
          }
          inet_listener pop3s {
            port = \(ports.pop3s)
            ssl = yes
          }
        }

        """
    }

    /// Dovecot asks a web server whether an OAuth 2.0 access token is good (RFC 7662).
    private func tokens(_ path: String) -> String {
        guard options.tokenCheckURL != nil else { return "" }
        return """
            passdb {
              driver = oauth2
              mechanisms = xoauth2 oauthbearer
              args = \(path)/oauth2.conf
            }

            """
    }

    /// The file that ``tokens(_:)`` names.
    var tokenCheck: String? {
        options.tokenCheckURL.map { url in
            """
            introspection_mode = post
            introspection_url = \(url)
            username_attribute = username
            active_attribute = active
            active_value = true

            """
        }
    }

    private func accounts(_ path: String) -> String {
        switch account {
        case .root(let user, let group):
            """
            first_valid_uid = 1
            first_valid_gid = 1
            userdb {
              driver = static
              args = uid=\(user) gid=\(group) home=\(path)/mail/%u
            }

            """
        case .ordinary(let user, let group):
            """
            default_internal_user = \(user)
            default_internal_group = \(group)
            default_login_user = \(user)
            first_valid_uid = 1
            first_valid_gid = 1
            userdb {
              driver = static
              args = uid=\(user) gid=\(group) home=\(path)/mail/%u
            }
            service imap-login {
              chroot =
            }
            \(hasPOP3 ? "service pop3-login {\n  chroot =\n}" : "")
            service anvil {
              chroot =
            }
            service stats {
              chroot =
            }

            """
        }
    }
}
